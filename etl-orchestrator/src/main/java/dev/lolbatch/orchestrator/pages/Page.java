package dev.lolbatch.orchestrator.pages;

import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks resources that answer with pages. */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface Page {
    /** Of all pages. */
    String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";
}
