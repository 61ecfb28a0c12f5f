mod app;
mod log;
mod subject;
mod surface;
