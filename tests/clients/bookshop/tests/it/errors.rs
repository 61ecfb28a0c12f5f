use bookshop_client::models::Book;
use bookshop_client::operations::{
    AddBookError, GetBooksByBookIdError, GetBooksByBookIdParameters, ListBooksError,
    ListBooksParameters, RemoveBookParameters,
};
use bookshop_client::{Client, Error, Options};
use uuid::Uuid;

use crate::shop::client;

#[tokio::test]
async fn documented_by_status_and_by_default() {
    let client = client(Options::new().reader_key("good").staff_key("good")).await;
    let error = client
        .add_book(&Book::new("Known", 1))
        .await
        .expect_err("409");
    let Error::Status(failure) = error else {
        panic!("{error}");
    };
    assert_eq!(
        (failure.status, failure.body),
        (409, AddBookError::Status409)
    );
    assert_eq!(failure.message, "Conflict");
    let id = GetBooksByBookIdParameters {
        book_id: Uuid::nil(),
    };
    let error = client.get_books_by_book_id(&id).await.expect_err("404");
    assert!(
        matches!(error, Error::Status(failure) if failure.body == GetBooksByBookIdError::Status404)
    );
    let sold = ListBooksParameters {
        in_stock: Some(false),
        ..ListBooksParameters::default()
    };
    let error = client.list_books(&sold).await.expect_err("the default");
    let Error::Status(failure) = error else {
        panic!("{error}");
    };
    assert_eq!((failure.status, failure.message.as_str()), (418, "sold"));
    let ListBooksError::Default(problem) = failure.body;
    assert_eq!(problem.message, "sold");
}

#[tokio::test]
async fn not_documented() {
    let client = client(Options::new().reader_key("good").staff_key("good")).await;
    let error = client
        .add_book(&Book::new("Unwanted", 1))
        .await
        .expect_err("undocumented");
    assert!(matches!(&error, Error::Undocumented(_)), "{error}");
    let error = client.add_book(&Book::new("", 1)).await.expect_err("400");
    assert!(
        matches!(&error, Error::Undocumented(answer) if answer.text.contains("title")),
        "{error}"
    );
}

#[tokio::test]
async fn success_without_a_body() {
    let client: Client = client(Options::new().session("good")).await;
    let id = RemoveBookParameters {
        book_id: Uuid::from_u128(7),
    };
    client.remove_book(&id).await.expect("gone");
}
