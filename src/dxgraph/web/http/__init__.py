"""What all answers share: request, negotiation, cache, limits, problems, log."""
