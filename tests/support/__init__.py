"""What tests of several rooms share: our own graph, programs, services, browsers, small texts."""
