// Builds both web apps into their dist folders when their sources changed.
