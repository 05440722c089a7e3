"""The provinces beside each other, and the pictures of them."""
