use async_trait::async_trait;
use axum::http::StatusCode;
use bookshop_api::apis::books::{
    AddBookAnswer, Books, GetBooksByBookIdAnswer, GetBooksByBookIdParameters, GetBooksIdAnswer,
    ListBooksAnswer, ListBooksParameters, RemoveBookAnswer, RemoveBookParameters,
};
use bookshop_api::models::{Book, Problem, Reader};
use uuid::Uuid;

use crate::caller::Caller;
use crate::refused::Refused;
use crate::shop::Shop;

#[async_trait]
impl Books for Shop {
    /// Refuses the title `Unwanted` without a documented answer, and has the title `Known`.
    async fn add_book(&self, _caller: Caller, body: Book) -> Result<AddBookAnswer, Refused> {
        match body.title.as_str() {
            "Unwanted" => Err(Refused::Unwanted),
            "Known" => Ok(AddBookAnswer::Status409),
            _ => Ok(AddBookAnswer::Status201(body)),
        }
    }

    /// The book's title is its id and who asks for it. There is no book with the id of zeros.
    async fn get_books_by_book_id(
        &self,
        caller: Option<Caller>,
        parameters: GetBooksByBookIdParameters,
    ) -> Result<GetBooksByBookIdAnswer, Refused> {
        let id = parameters.book_id.into_uuid();
        if id == Uuid::nil() {
            return Ok(GetBooksByBookIdAnswer::Status404);
        }
        let caller = caller.as_ref().map_or("nobody", Caller::presented);
        let id = id.simple().to_string();
        let title = format!("{} {caller}", &id[..8]);
        Ok(GetBooksByBookIdAnswer::Status200(book(title)))
    }

    async fn get_books_id(&self, caller: Caller) -> Result<GetBooksIdAnswer, Refused> {
        Ok(GetBooksIdAnswer::Status200(Reader {
            id: "caller".to_owned(),
            name: caller.presented().to_owned(),
        }))
    }

    /// One book, with the parameters as title; none for a limit of 1, and the document's `default` for books that are sold.
    async fn list_books(
        &self,
        parameters: ListBooksParameters,
    ) -> Result<ListBooksAnswer, Refused> {
        Ok(match (parameters.limit, parameters.in_stock) {
            (_, Some(false)) => ListBooksAnswer::Default(
                StatusCode::IM_A_TEAPOT,
                Problem {
                    message: "sold".to_owned(),
                },
            ),
            (1, _) => ListBooksAnswer::Status200(Vec::new()),
            (limit, in_stock) => {
                ListBooksAnswer::Status200(vec![book(format!("{limit:?} {in_stock:?}"))])
            }
        })
    }

    async fn remove_book(
        &self,
        _caller: Caller,
        _parameters: RemoveBookParameters,
    ) -> Result<RemoveBookAnswer, Refused> {
        Ok(RemoveBookAnswer::Status204)
    }
}

fn book(title: String) -> Book {
    Book {
        title,
        price_cents: 0,
        language: None,
        link: None,
        r#type: None,
        labels: None,
        translations: None,
    }
}
