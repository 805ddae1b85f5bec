"""What an address or a form asks: texts in, a checked question or faults out."""
