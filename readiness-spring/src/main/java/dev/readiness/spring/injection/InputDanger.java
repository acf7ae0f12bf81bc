package dev.readiness.spring.injection;

import dev.readiness.spring.injection.InputUse.Kind;

/**
 * What is said where input gets to a dangerous place.
 *
 * @param id of the rule
 * @param problem with the names of the inputs and the call for which there are two {@code %s}
 * @param remedy with the names of the inputs and the method
 */
record InputDanger(Kind kind, String id, String problem, String remedy) {

    static final InputDanger QUERY = new InputDanger(
            Kind.QUERY,
            "injection.query",
            "%s becomes part of the statement that %s runs, so that a caller adds to it what he likes: other tables, other conditions.",
            "Write a parameter (`?` or `:name`) in place of %s in %s, and hand the value in beside the statement; choose names of columns from a list of your own.");

    static final InputDanger COMMAND = new InputDanger(
            Kind.COMMAND,
            "injection.command",
            "%s becomes part of what %s executes, so that a caller runs programs or code of his own on the server.",
            "Do not execute %s: in %s start the program without a shell, with a list of arguments that you check, or choose from values of your own.");

    static final InputDanger PATH = new InputDanger(
            Kind.PATH,
            "injection.path",
            "%s becomes part of the path that %s works on, so that `../` leads to files which are not meant.",
            "Store under a name of your own and keep %s only as data; or in %s compare: `Path file = root.resolve(name).normalize(); if (!file.startsWith(root)) { throw ...; }`.");

    static final InputDanger FETCH = new InputDanger(
            Kind.FETCH,
            "injection.fetch",
            "%s is the address that %s fetches, so that a caller makes the server ask machines inside of the network, and the cloud's metadata.",
            "Choose the host from a list of your own instead of %s in %s, or refuse what is not public with @SafeUrl and UrlGuard.");

    static final InputDanger REDIRECT = new InputDanger(
            Kind.REDIRECT,
            "injection.redirect",
            "%s is the address that %s sends the browser to, so that a link to this site leads to one that looks like it.",
            "Redirect to paths of your own: do not use %s in %s unless it is in a list, or begins with exactly one slash.");

    static final InputDanger ROWS = new InputDanger(
            Kind.ROWS,
            "validation.paging-unbounded",
            "The caller chooses with %s how many rows are read, and nothing bounds it before %s: one request reads a whole table, and a negative number answers 500.",
            "Write @Min(1) @Max(100) on %s, or Math.clamp it before %s; or take a Pageable, which Spring Data bounds.");

    static final InputDanger PRICE = new InputDanger(
            Kind.PRICE,
            "validation.price-from-request",
            "%s comes from the request and is stored by %s as what is to be paid, so that a caller chooses his own price.",
            "Take %s out of the request, and reckon it in %s from the prices that are stored.");

    static final InputDanger OWNER = new InputDanger(
            Kind.OWNER,
            "access.owner-from-request",
            "%s comes from the request and becomes what %s stores, so that a caller acts in the name of somebody else or gives himself a role.",
            "Take %s out of the request, and set it in %s from the login: `authentication.getName()`.");
}
