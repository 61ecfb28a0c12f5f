"""What every Python client has, whatever its document is: each module goes into the packages as it is."""
