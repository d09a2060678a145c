import Foundation
import Settings

/// Writes the files of accounts that the program added; config.json is never touched.
enum AccountFiles {
    /// Why an account was not added, in words.
    struct Failure: Error, Equatable {
        let message: String
    }

    /// Keeps a new account in a file of its own, and its key in another, both for their owner only. Gives the path of the
    /// account's file. What is there is never overwritten.
    static func addAccount(_ new: NewAccount, paths: Paths, known: [String]) -> Result<String, Failure> {
        switch AccountWriter.files(for: new, known: known) {
        case .failure(let fault): return .failure(Failure(message: fault.text))
        case .success(let files):
            let folder = paths.accountsDirectory
            do {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch {
                return .failure(Failure(message: "\(folder) can't be made: \(error.localizedDescription)"))
            }
            return write(files, paths)
        }
    }

    private static func write(_ files: AccountWriter.Files, _ paths: Paths) -> Result<String, Failure> {
        if let key = files.key, case .failure(let failure) = write(key, paths) { return .failure(failure) }
        let result = write(files.account, paths)
        // A key without its account would keep the name from being used again.
        if case .failure = result, let key = files.key { unlink(paths.expanded(key.place)) }
        return result
    }

    private static func write(_ file: AccountWriter.File, _ paths: Paths) -> Result<String, Failure> {
        let path = paths.expanded(file.place)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            let taken = errno == EEXIST
            let why = taken ? "already exists; choose another name" : "can't be made: \(systemWord)"
            return .failure(Failure(message: "\(path) \(why)"))
        }
        let isWritten =
            Console.write(String(decoding: file.bytes, as: UTF8.self), to: descriptor)
            && fsync(descriptor) == 0
        let why = systemWord
        guard close(descriptor) == 0, isWritten else {
            unlink(path)
            return .failure(Failure(message: "\(path) can't be written: \(why)"))
        }
        return .success(path)
    }

    private static var systemWord: String { String(cString: strerror(errno)).lowercased() }
}
