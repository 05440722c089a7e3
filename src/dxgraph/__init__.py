"""The open knowledge graph of Viet Nam's digital-transformation commitments."""
