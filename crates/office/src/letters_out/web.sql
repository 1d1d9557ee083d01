select web from institution
