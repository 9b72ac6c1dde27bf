ndissectMain()
