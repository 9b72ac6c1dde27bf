print("ndissect")
