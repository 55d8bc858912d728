"""What a user's type checker infers from the public surface; mypy reads this file, nobody runs it."""
