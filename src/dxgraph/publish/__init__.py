"""Files to take away: tables, dumps, releases."""
