extension ArchiveError {
    /// What is wrong, where, and the way out; one line.
    package var message: String {
        switch self {
        case .unusable(let path, let problem):
            "archive \(path): \(problem). Nothing is kept; give another place with --state-dir"
        case .notPermitted(let path):
            "archive \(path): not permitted. Nothing is kept; make it yours, or give another place with --state-dir"
        case .readOnly(let path):
            "archive \(path): can't be written. Nothing is kept; give another place with --state-dir"
        case .corrupt(let path):
            "archive \(path): broken, or not an archive. Nothing is kept; move it away and a new one is made"
        case .newer(let path):
            "archive \(path): made by a later version. Nothing is kept; update this program, or give another place with --state-dir"
        case .damaged(let path, let what, let problem):
            "archive \(path): \(what) damaged (\(problem)). They are thrown away and read anew"
        case .full(let path):
            "archive \(path): no space left. Nothing new is kept; make room on that disk"
        case .gone(let path):
            "archive \(path): deleted or moved while in use. Nothing new is kept; start the program again, and a new one is made"
        case .busy(let path):
            "archive \(path): kept locked by another process. Not kept this time; it is tried again"
        case .refused(let what):
            "archive: \(what). Nothing was changed; read it again"
        case .failed(let path, let problem):
            "archive \(path): \(problem). Not kept this time; if it stays, move the file away and a new one is made"
        }
    }
}
