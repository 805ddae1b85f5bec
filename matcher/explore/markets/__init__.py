"""Who goes to which market, who could, and where nobody is."""
