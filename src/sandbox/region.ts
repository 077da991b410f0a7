/** The region the sandbox plays; ids of its pools and devices begin with it. */
export const region = 'eu-west-1';
