"""The open knowledge graph of Viet Nam's digital-transformation commitments."""

__version__ = "0.1.0"
