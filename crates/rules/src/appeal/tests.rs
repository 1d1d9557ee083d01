mod admissible;
mod deadline;
