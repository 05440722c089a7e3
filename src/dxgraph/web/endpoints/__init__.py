"""The addresses that programs ask."""
