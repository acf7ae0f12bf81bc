package dev.readiness.spring.injection;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.UUID;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.UrlResource;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Handlers whose code is read and never run. */
@RestController
class PlantedFiles {

    private final Path root = Paths.get("uploads");

    @PostMapping("/bad/path/upload")
    void upload(@RequestParam MultipartFile file) throws IOException {
        String name = StringUtils.cleanPath(file.getOriginalFilename());
        Path target = this.root.resolve(name);
        Files.copy(file.getInputStream(), target);
    }

    @GetMapping("/bad/path/download")
    Object download(@RequestParam String name) {
        return new FileSystemResource("uploads/" + name).exists();
    }

    @GetMapping("/bad/path/file")
    Object file(@RequestParam String name) {
        File file = new File("uploads", name);
        return file.exists() && file.delete();
    }

    @PostMapping("/bad/path/delete")
    boolean delete(@RequestParam String name) throws IOException {
        Path file = Paths.get(name);
        return Files.isRegularFile(file) && Files.deleteIfExists(file);
    }

    @PostMapping("/good/path/compared")
    void compared(@RequestParam MultipartFile file) throws IOException {
        Path target = root.resolve(file.getOriginalFilename()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("Outside");
        }
        Files.copy(file.getInputStream(), target);
    }

    @PostMapping("/good/path/parent-compared")
    void parentCompared(@RequestParam MultipartFile file) throws IOException {
        Path target =
                root.resolve(Paths.get(file.getOriginalFilename())).normalize().toAbsolutePath();
        if (!target.getParent().equals(root.toAbsolutePath())) {
            throw new IOException("Outside");
        }
        Files.copy(file.getInputStream(), target);
    }

    @GetMapping("/good/path/file-as-address/{name:.+}")
    Object fileAsAddress(@PathVariable String name) throws IOException {
        return new UrlResource(root.resolve(name).toUri()).exists();
    }

    @PostMapping("/good/path/own-name")
    void ownName(@RequestParam MultipartFile file) throws IOException {
        String original = file.getOriginalFilename();
        String extension = original == null ? "" : original.substring(original.lastIndexOf('.'));
        Files.copy(file.getInputStream(), root.resolve(UUID.randomUUID() + extension));
    }

    @PostMapping("/good/path/content")
    void content(@RequestParam String text) throws IOException {
        Files.writeString(root.resolve("note.txt"), text);
    }

    @PostMapping("/good/path/last-segment")
    void lastSegment(@RequestParam MultipartFile file) throws IOException {
        Path name = Path.of(file.getOriginalFilename()).getFileName();
        Files.copy(file.getInputStream(), root.resolve(name));
    }

    @GetMapping("/good/path/{name}")
    Object segment(@PathVariable String name) throws IOException {
        return Files.readString(root.resolve(name));
    }
}
