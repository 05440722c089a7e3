"""What pages share: language, frame, the view of the snapshot, paging, tables to take away."""
