mod checks;
mod given;
mod sources;
