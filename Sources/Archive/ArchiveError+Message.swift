extension ArchiveError {
    /// What is wrong, where, and the way out; one line.
    package var message: String {
        guard let place else { return statement }
        return "\(statement) (\(place))"
    }

    /// The cause and the way out; the place comes after it, as it may be long.
    private var statement: String {
        switch self {
        case .unusable(_, let problem):
            "the archive can't be used: \(problem). Nothing is saved; choose another folder with --state-dir"
        case .notPermitted:
            "no permission for the archive. Nothing is saved; change its owner, or choose another folder with --state-dir"
        case .readOnly: "the archive can't be written. Nothing is saved; choose another folder with --state-dir"
        case .corrupt:
            "the archive is damaged or not an archive. Nothing is saved; move the file away and a new one is created"
        case .newer:
            "the archive was made by a newer version. Nothing is saved; update this program, or choose another folder with --state-dir"
        case .damaged(_, let what, let problem):
            "\(what) in the archive are damaged: \(problem). They are discarded and read again"
        case .full: "no space left on the archive's disk. Nothing new is saved; free some space"
        case .gone:
            "the archive was deleted or moved while in use. Nothing new is saved; restart the program to create a new one"
        case .busy: "the archive is locked by another process. Not saved this time; it will be retried"
        case .refused(let what): "\(what). Nothing was changed; reload it"
        case .failed(_, let problem):
            "the archive failed: \(problem). Not saved this time; if it keeps failing, move the file away and a new one is created"
        }
    }

    /// The file; nil where it says nothing.
    private var place: String? {
        switch self {
        case .unusable(let path, _), .notPermitted(let path), .readOnly(let path), .corrupt(let path),
            .newer(let path), .damaged(let path, _, _), .full(let path), .gone(let path), .busy(let path),
            .failed(let path, _):
            path
        case .refused: nil
        }
    }
}
