level-error = error
level-warning = warning
