"""What people find when they check claims: decisions, records that are only added, what is next."""
