"""Maps: clusters by country, and the flows to markets."""
