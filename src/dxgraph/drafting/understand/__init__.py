"""From clauses and figures to indicators, deadlines, goals and targets."""
