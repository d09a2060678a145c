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
            "the archive can't be used: \(problem). Nothing is kept; give another place with --state-dir"
        case .notPermitted:
            "this user has no permission for the archive. Nothing is kept; change its owner, or give another place with --state-dir"
        case .readOnly: "the archive can't be written. Nothing is kept; give another place with --state-dir"
        case .corrupt:
            "the archive is broken, or is not one. Nothing is kept; move it away and a new one is made"
        case .newer:
            "the archive was made by a later version. Nothing is kept; update this program, or give another place with --state-dir"
        case .damaged(_, let what, let problem):
            "\(what) in the archive are damaged: \(problem). They are thrown away and read anew"
        case .full: "no space left on the disk of the archive. Nothing new is kept; make room there"
        case .gone:
            "the archive was deleted or moved while in use. Nothing new is kept; start the program again, and a new one is made"
        case .busy: "the archive is kept locked by another process. Not kept this time; it is tried again"
        case .refused(let what): "\(what). Nothing was changed; read it again"
        case .failed(_, let problem):
            "the archive failed: \(problem). Not kept this time; if it stays, move the file away and a new one is made"
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
