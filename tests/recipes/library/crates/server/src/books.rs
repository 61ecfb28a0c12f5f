use async_trait::async_trait;
use axum::http::request::Parts;
use library_api::apis::books::{AddBookResponse, Books, ListBooksParameters, ListBooksResponse};
use library_api::models::{Book, Problem};

use crate::library::{Failure, Library, Staff};

#[async_trait]
impl Books for Library {
    async fn list_books(
        &self,
        parameters: ListBooksParameters,
        _head: &Parts,
    ) -> Result<ListBooksResponse, Failure> {
        let books = self.books.lock().map_err(|_| Failure::Broken)?;
        let author = parameters.author.as_deref();
        let wanted = books
            .iter()
            .filter(|book| author.is_none_or(|author| book.author == author));
        Ok(ListBooksResponse::Status200(wanted.cloned().collect()))
    }

    async fn add_book(
        &self,
        _staff: Staff,
        body: Book,
        _head: &Parts,
    ) -> Result<AddBookResponse, Failure> {
        let mut books = self.books.lock().map_err(|_| Failure::Broken)?;
        if books.iter().any(|book| book.isbn == body.isbn) {
            let message = format!("there is a book {}", body.isbn);
            return Ok(AddBookResponse::Status409(Problem { message }));
        }
        books.push(body.clone());
        Ok(AddBookResponse::Status201(body))
    }
}
