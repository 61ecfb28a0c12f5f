mod checks;
mod drop_in;
mod given;
mod secret_files;
mod sources;
mod upstream;
