mod checks;
mod given;
mod secret_files;
mod sources;
