mod app;
mod layers;
mod log;
mod subject;
