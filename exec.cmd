@rem npm scripts say exec, so that on other systems signals reach the program and not a shell. Windows has none.
@%*
