"""What outlives the process: a database in a file or on a server."""
