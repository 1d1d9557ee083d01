//! Letters through the real worker process.

use letters::{Language, render, samples};
use press::{Pool, PoolConfig};

#[tokio::test]
async fn the_pool_gets_the_same_pdf_from_the_binary_as_from_the_library() {
    let sample = samples::all().remove(0);
    let document = render(sample.kind, sample.version, Language::Nn, &sample.data).unwrap();
    let pool = Pool::new(PoolConfig::new(env!("CARGO_BIN_EXE_kandidat").into()));
    for _ in 0..2 {
        assert!(pool.pdf(&document).await.unwrap() == press::pdf(&document).unwrap());
    }
}
