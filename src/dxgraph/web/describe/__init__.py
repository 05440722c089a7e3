"""What the service says of itself: DCAT, VoID, service description, OpenAPI."""
