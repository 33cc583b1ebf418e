"""What people ask: counted, grouped, and put into words and a chart."""
