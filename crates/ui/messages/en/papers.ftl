## Papers and grading guides.
papers-title = Papers and grading guide
papers-paper = Paper
papers-guide = Grading guide
papers-in-language = { $what } in { $language ->
    [nb] Bokmål
    [nn] Nynorsk
   *[en] English
}
papers-kind = What it is
papers-language = Language
papers-added-at = Added
papers-file = File
papers-file-hint = PDF, plain text, image, Word, ODT or ZIP, at most 50 MB.
papers-download = Download
papers-wishes = What candidates wish for
papers-wished-by = Candidates
papers-ready = The paper exists in every language wished for.
papers-not-ready = The exam is not ready
papers-add = Add a file
papers-send = Add
papers-error-no-file = Choose a file.
done-papers-added = The file has been added.
