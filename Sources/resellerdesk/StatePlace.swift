import Archive
import Foundation
import Settings

extension AccountOptions {
    /// Where archive and log are kept.
    var stateDirectory: String { stateDir ?? Paths.ofThisUser().stateDirectory }

    var archivePath: String { stateDirectory + "/archive.sqlite" }

    /// The archive for a command that only looks: nil where there is none yet, so that none is made.
    func existingArchive() throws -> Archive? {
        guard FileManager.default.fileExists(atPath: archivePath) else { return nil }
        do throws(ArchiveError) {
            return try Archive(path: archivePath)
        } catch {
            throw CommandFailure(error.message)
        }
    }
}
