"""What can be done: exercises, programs, the plan and the safety questions, read from files."""
