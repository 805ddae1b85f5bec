"""About the product: the model card and the back-test."""
