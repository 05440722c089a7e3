"""What a person sees of a draft and decides about it."""
