"""Reading the query texts of strangers: how deep, whom they call, what is bound."""
