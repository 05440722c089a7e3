"""What the site says of itself and gives away: data, releases, vocabulary, guides."""
