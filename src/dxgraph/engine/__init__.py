"""Answer a query within limits: embedded or remote, behind one protocol.

Who asks imports the protocol, and the engine that it starts: a worker imports no event loop, a
short command no HTTP client.
"""
