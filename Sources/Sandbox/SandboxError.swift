/// Why a sandbox can't start.
package enum SandboxError: Error, Sendable, Equatable {
    case portTaken(Int)
    case notStarted(String)
    case maildir(path: String, problem: String)
    case incidents(file: String, problem: String)
    case data(file: String, problem: String)
    case value(name: String, problem: String)
}

extension SandboxError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .portTaken(let port): "port \(port) is taken: choose another one, or 0 for a free one"
        case .notStarted(let problem): "the sandbox could not start: \(problem)"
        case .maildir(let path, let problem): "the Maildir \(path) can't be written: \(problem)"
        case .incidents(let file, let problem): "the incidents file \(file): \(problem)"
        case .data(let file, let problem): "the data file \(file): \(problem)"
        case .value(let name, let problem): "\(name) \(problem)"
        }
    }
}
