"""The attack: what somebody can work out who has everything that is printed; written apart from what guards."""
