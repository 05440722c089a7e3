"""Claims found in texts, held against what is printed, and judged."""
