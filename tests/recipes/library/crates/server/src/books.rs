use async_trait::async_trait;
use axum::http::request::Parts;
use library_api::apis::books::{AddBookAnswer, Books, ListBooksAnswer, ListBooksParameters};
use library_api::models::{Book, Problem};

use crate::library::{Failure, Library, Staff};

#[async_trait]
impl Books for Library {
    async fn list_books(
        &self,
        parameters: ListBooksParameters,
        _head: &Parts,
    ) -> Result<ListBooksAnswer, Failure> {
        let books = self.books.lock().map_err(|_| Failure::Broken)?;
        let author = parameters.author.as_deref();
        let wanted = books
            .iter()
            .filter(|book| author.is_none_or(|author| book.author == author));
        Ok(ListBooksAnswer::Status200(wanted.cloned().collect()))
    }

    async fn add_book(
        &self,
        _staff: Staff,
        body: Book,
        _head: &Parts,
    ) -> Result<AddBookAnswer, Failure> {
        let mut books = self.books.lock().map_err(|_| Failure::Broken)?;
        if books.iter().any(|book| book.isbn == body.isbn) {
            let message = format!("there is a book {}", body.isbn);
            return Ok(AddBookAnswer::Status409(Problem { message }));
        }
        books.push(body.clone());
        Ok(AddBookAnswer::Status201(body))
    }
}
