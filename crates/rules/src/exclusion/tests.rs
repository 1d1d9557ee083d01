mod payload;
mod register;
mod rows;
