"""The build: plan, render, verify, write."""
